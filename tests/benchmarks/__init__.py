"""What is measured: run by hand or by ``make bench``, never asserted by the clock in a test."""
