"""What every request meets: the door with its trace and headers, who may pass, how much may come in, live streams."""
