"""How the sounds in data/sound/ are made: voice, bells and room tone. Only `make voice` uses this."""
