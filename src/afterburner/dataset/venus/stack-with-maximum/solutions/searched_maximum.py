def run_commands(commands):
    stack = []
    answers = []
    for command in commands:
        if command == "pop":
            if stack:
                stack.pop()
        elif command == "max":
            answers.append(max(stack, default=None))
        else:
            stack.append(int(command[5:]))
    return answers
