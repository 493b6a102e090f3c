"""The last ten minutes of every device's wire and of what was concluded from it, without anything of a resident."""
