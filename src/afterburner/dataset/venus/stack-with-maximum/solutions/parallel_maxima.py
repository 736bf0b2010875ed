def run_commands(commands):
    values = []
    maxima = []
    answers = []
    for command in commands:
        if command == "pop":
            if values:
                values.pop()
                maxima.pop()
        elif command == "max":
            answers.append(maxima[-1] if maxima else None)
        else:
            value = int(command[5:])
            values.append(value)
            if maxima and maxima[-1] > value:
                maxima.append(maxima[-1])
            else:
                maxima.append(value)
    return answers
