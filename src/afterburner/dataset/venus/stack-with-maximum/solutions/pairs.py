def run_commands(commands):
    stack = []
    answers = []
    for command in commands:
        if command == "pop":
            if stack:
                stack.pop()
        elif command == "max":
            answers.append(stack[-1][1] if stack else None)
        else:
            value = int(command[5:])
            largest = max(value, stack[-1][1]) if stack else value
            stack.append((value, largest))
    return answers
