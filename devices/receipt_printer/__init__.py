"""The receipt printer: slips in, ESC/POS bytes out, and an honest answer to whether they came onto paper."""
