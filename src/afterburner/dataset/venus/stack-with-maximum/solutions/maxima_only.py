def run_commands(commands):
    maxima = [None]
    answers = []
    largest = None
    for command in commands:
        if command == "max":
            answers.append(largest)
        elif command == "pop":
            if largest is not None:
                maxima.pop()
                largest = maxima[-1]
        else:
            value = int(command[5:])
            if largest is None or value > largest:
                largest = value
            maxima.append(largest)
    return answers
