"""Who works here (Ziffer 7): users, roles, teams, desks, and the log of who read what. Knows no applicant."""
