fn cellar_walks(requests: Vec<i64>, sizes: Vec<i64>) -> Vec<i64> {
    let mut result = Vec::new();
    for &size in &sizes {
        let mut shelf: Vec<i64> = Vec::new();
        let mut walks = 0;
        for &book in &requests {
            match shelf.iter().position(|&other| other == book) {
                Some(place) => {
                    shelf.remove(place);
                }
                None => {
                    walks += 1;
                    if shelf.len() as i64 == size {
                        shelf.remove(0);
                    }
                }
            }
            shelf.push(book);
        }
        result.push(walks);
    }
    result
}
