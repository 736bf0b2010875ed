function totalOfMaxima(values) {
  let total = 0;
  values.forEach((value, day) => {
    let low = day - 1;
    let high = day + 1;
    while (low >= 0 && values[low] < value) low--;
    while (high < values.length && values[high] <= value) high++;
    total += value * (day - low) * (high - day);
  });
  return total;
}

function total_span(temperatures) {
  return totalOfMaxima(temperatures) + totalOfMaxima(temperatures.map((value) => -value));
}
