def run_commands(commands):
    top = None
    answers = []
    for command in commands:
        if command == "pop":
            if top is not None:
                top = top[2]
        elif command == "max":
            answers.append(None if top is None else top[1])
        else:
            value = int(command[5:])
            if top is None or value > top[1]:
                top = (value, value, top)
            else:
                top = (value, top[1], top)
    # Take the chain apart step by step; freeing a long one at once would nest deeply.
    while top is not None:
        top = top[2]
    return answers
