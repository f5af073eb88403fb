"""What takes too long for every run of the tests: started by hand, each script says in its first lines how, and prints its figures."""
