"""The reader for resident ID cards, HK/Macao/Taiwan residence permits and foreigners' permanent residence cards."""
