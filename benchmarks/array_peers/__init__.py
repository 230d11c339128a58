"""The systems that `array_speed.py` compares, one file for each, and what they share: the work, the truth, the clock."""
