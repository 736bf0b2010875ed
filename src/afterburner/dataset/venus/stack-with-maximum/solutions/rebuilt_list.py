def run_commands(commands):
    stack = []
    answers = []
    for command in commands:
        parts = command.split()
        if parts[0] == "push":
            stack = stack + [int(parts[1])]
        elif parts[0] == "pop":
            if len(stack) > 0:
                stack = stack[:-1]
        else:
            if len(stack) > 0:
                answers = answers + [max(stack)]
            else:
                answers = answers + [None]
    return answers
