"""The reference central platform: takes sealed applications, decides, signs receipts."""
