function cellar_walks(requests, sizes) {
    const n = requests.length;
    const latestFirst = [];
    const servedFrom = new Array(n + 1).fill(0);
    for (const book of requests) {
        const place = latestFirst.indexOf(book);
        if (place >= 0) {
            latestFirst.splice(place, 1);
            servedFrom[place + 1]++;
        }
        latestFirst.unshift(book);
    }
    for (let size = 1; size <= n; size++) {
        servedFrom[size] += servedFrom[size - 1];
    }
    return sizes.map(size => n - servedFrom[Math.min(size, n)]);
}
