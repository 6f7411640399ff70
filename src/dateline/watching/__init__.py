"""What comes in by itself: feeds fetched politely and safely, and what changed told as a feed and by a webhook."""
