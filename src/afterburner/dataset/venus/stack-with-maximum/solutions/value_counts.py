def run_commands(commands):
    stack = []
    present = {}
    answers = []
    for command in commands:
        if command == "pop":
            if stack:
                value = stack.pop()
                present[value] -= 1
                if present[value] == 0:
                    del present[value]
        elif command == "max":
            answers.append(max(present, default=None))
        else:
            value = int(command[5:])
            stack.append(value)
            present[value] = present.get(value, 0) + 1
    return answers
