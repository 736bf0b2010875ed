from bisect import bisect_left, insort


def run_commands(commands):
    stack = []
    in_order = []
    answers = []
    for command in commands:
        if command == "pop":
            if stack:
                del in_order[bisect_left(in_order, stack.pop())]
        elif command == "max":
            answers.append(in_order[-1] if in_order else None)
        else:
            value = int(command[5:])
            stack.append(value)
            insort(in_order, value)
    return answers
