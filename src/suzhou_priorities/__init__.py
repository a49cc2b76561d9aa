"""What the governments of Suzhou's districts say they will do, did, and who must deliver it."""

__version__ = "0.1.0"
