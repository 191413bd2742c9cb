"""The night that asks anew, and cases on their way from one desk to another."""
