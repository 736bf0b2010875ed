first = input()
second = input()
# TODO: print the number of places at which the two rows have different colours
