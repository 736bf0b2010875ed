class PAPER:
    solutions = 4
    measurements = 16
    resamples = 128
