"""The files of the batch door and the import: the lists of applicants, households and stock, which `kit.lists` reads,
brought together and answered, and the answers written. No Django and no database in it.
"""
