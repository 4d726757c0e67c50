"""Pictures made of the drawings, the font and an address: cards, covers and codes. Nothing here knows a page or a built site."""
