"""Compares the face before the camera with the portrait on a card, one to one, where an operator has switched it on.

It is never the only way to identify: a visit goes on without it, whatever it says. The law wants another way beside it
(人脸识别技术应用安全管理办法, in force since 2025-06-01: purpose, notice, separate consent, another way, all on the
device, shortest retention). Hence it is off until both model files are named in the settings, runs only when it is
called, and keeps neither picture nor features.
"""
