def run_commands(commands):
    stack = []
    answers = []
    for command in commands:
        if command == "pop":
            if stack:
                stack.pop(0)
        elif command == "max":
            if stack:
                answers.append(max(stack))
            else:
                answers.append(None)
        else:
            value = int(command.split()[1])
            stack.insert(0, value)
    return answers
