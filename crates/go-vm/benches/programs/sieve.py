def main():
    n = 2_000_000
    composite = [False] * (n + 1)
    primes = 0
    for i in range(2, n + 1):
        if composite[i]:
            continue
        primes += 1
        for j in range(i * i, n + 1, i):
            composite[j] = True
    counts = {}
    for i in range(500_000):
        k = i * 7919 % 10007
        counts[k] = counts.get(k, 0) + 1
    print(primes, len(counts))


main()
