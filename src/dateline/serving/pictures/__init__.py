"""Pictures drawn on the server as SVG: no script draws anything, and the words in them are words."""
