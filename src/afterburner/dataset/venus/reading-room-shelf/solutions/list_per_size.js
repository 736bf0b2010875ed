function cellar_walks(requests, sizes) {
    return sizes.map(size => {
        const shelf = [];
        let walks = 0;
        for (const book of requests) {
            const place = shelf.indexOf(book);
            if (place >= 0) {
                shelf.splice(place, 1);
            } else {
                walks++;
                if (shelf.length === size) {
                    shelf.shift();
                }
            }
            shelf.push(book);
        }
        return walks;
    });
}
