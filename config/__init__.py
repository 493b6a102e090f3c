"""What a station is set to and what it offers: typed settings, profiles, and the content that operators edit."""
