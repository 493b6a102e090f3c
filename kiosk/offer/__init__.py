"""What a station offers just now: switches, schedules, hours, announcements, supplies, and the day's checklist."""
