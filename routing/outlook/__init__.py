"""What lies ahead of each desk: known days counted by month, set against its capacity."""
