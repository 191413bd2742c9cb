"""What people note down beside the record: reminders of their own, and case notes."""
