"""What each sentence is about, what it does, over which time, and how firmly and testably it promises."""
