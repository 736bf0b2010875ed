function cellar_walks(requests, sizes) {
    return sizes.map(size => {
        const shelf = new Set();
        let walks = 0;
        for (const book of requests) {
            if (!shelf.delete(book)) {
                walks++;
                if (shelf.size === size) {
                    shelf.delete(shelf.values().next().value);
                }
            }
            shelf.add(book);
        }
        return walks;
    });
}
