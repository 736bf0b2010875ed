def run_commands(commands):
    # TODO: carry out the commands and return the answers to the "max" commands
    pass
