"""The hand-over sheet and the letter to the applicant, on the screen and on paper."""
