"""The demo office: invented people with the numbers of the real one. What is drawn (`people`, `states`, `steps`) is
pure; `office` writes it through the same actions as everybody else.
"""
