type Point = (i32, i32);

fn cross(a: Point, b: Point) -> i32 {
    a.0 * b.1 - a.1 * b.0
}

fn enclosing_triangles(buoys: Vec<Vec<i64>>) -> i64 {
    let points: Vec<Point> = buoys.iter().map(|buoy| (buoy[0] as i32, buoy[1] as i32)).collect();
    let mut found = 0;
    for (i, &first) in points.iter().enumerate() {
        let earlier = &points[..i];
        let left: Vec<Point> = earlier.iter().copied().filter(|&other| cross(first, other) > 0).collect();
        let right: Vec<Point> = earlier.iter().copied().filter(|&other| cross(first, other) < 0).collect();
        for &second in &left {
            found += right.iter().filter(|&&third| cross(second, third) > 0).count() as i64;
        }
    }
    found
}
