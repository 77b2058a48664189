"""Rules: functions that look at a model object and yield findings. They never raise and never see a cell."""
