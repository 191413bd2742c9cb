"""What every room of the house shares: who asks on which day, steps, composed pages, navigation. Knows no applicant."""
