def run_commands(commands):
    values = []
    records = []
    answers = []
    for command in commands:
        if command == "pop":
            if values:
                value = values.pop()
                if value == records[-1]:
                    records.pop()
        elif command == "max":
            answers.append(records[-1] if records else None)
        else:
            value = int(command[5:])
            values.append(value)
            if not records or value >= records[-1]:
                records.append(value)
    return answers
