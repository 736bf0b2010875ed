import heapq


def run_commands(commands):
    stack = []
    heap = []
    answers = []
    for number, command in enumerate(commands):
        if command == "pop":
            if stack:
                stack.pop()
        elif command == "max":
            # An entry is alive if the stack still holds that very push at that height.
            while heap:
                _, height, pushed_at = heap[0]
                if height < len(stack) and stack[height] == pushed_at:
                    break
                heapq.heappop(heap)
            answers.append(-heap[0][0] if heap else None)
        else:
            heapq.heappush(heap, (-int(command[5:]), len(stack), number))
            stack.append(number)
    return answers
