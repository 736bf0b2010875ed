final class AfterburnerValues {
    private static byte[] text;
    private static int at;

    static void open(byte[] given) {
        text = given;
        at = 0;
    }

    private static char next() {
        while (at < text.length && text[at] <= ' ' && text[at] >= 0) at++;
        return at < text.length ? (char) text[at] : '\0';
    }

    private static boolean accept(char c) {
        if (next() != c) return false;
        at++;
        return true;
    }

    static void expect(char c) {
        if (!accept(c)) throw new IllegalStateException("the driver can't read its input at byte " + at);
    }

    private static String word() {
        next();
        int start = at;
        while (at < text.length && ",]} \n\r\t".indexOf(text[at]) < 0) at++;
        return new String(text, start, at - start, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static long takeLong() {
        boolean negative = accept('-');
        int start = at;
        long value = 0;
        while (at < text.length && text[at] >= '0' && text[at] <= '9') value = value * 10 - (text[at++] - '0');
        if (at == start) expect('0');
        return negative ? value : -value;
    }

    private static String takeString() {
        expect('"');
        int start = at;
        while (text[at] != '"' && text[at] != '\\') at++;
        String plain = new String(text, start, at - start, java.nio.charset.StandardCharsets.UTF_8);
        if (text[at] == '"') { at++; return plain; }
        StringBuilder whole = new StringBuilder(plain);
        while (text[at] != '"') {
            start = at;
            while (text[at] != '"' && text[at] != '\\') at++;
            whole.append(new String(text, start, at - start, java.nio.charset.StandardCharsets.UTF_8));
            if (text[at] == '"') break;
            char c = (char) text[at + 1];
            at += 2;
            switch (c) {
                case 'n': whole.append('\n'); break;
                case 't': whole.append('\t'); break;
                case 'r': whole.append('\r'); break;
                case 'b': whole.append('\b'); break;
                case 'f': whole.append('\f'); break;
                case 'u': whole.append((char) Integer.parseInt(new String(text, at, 4, java.nio.charset.StandardCharsets.ISO_8859_1), 16)); at += 4; break;
                default: whole.append(c);
            }
        }
        at++;
        return whole.toString();
    }

    private static long[] takeLongs() {
        long[] values = new long[16];
        int count = 0;
        expect('[');
        if (accept(']')) return new long[0];
        do {
            if (count == values.length) values = Arrays.copyOf(values, 2 * count);
            values[count++] = takeLong();
        } while (accept(','));
        expect(']');
        return Arrays.copyOf(values, count);
    }

    static Object take(java.lang.reflect.Type type) {
        if (type == long.class) return takeLong();
        if (type == double.class) return Double.parseDouble(word());
        if (type == boolean.class) return word().equals("true");
        if (type == String.class) return takeString();
        if (type == long[].class) return takeLongs();
        if (type == Object.class || type instanceof java.lang.reflect.WildcardType) return takeAny();
        if (type instanceof java.lang.reflect.ParameterizedType) return takeGeneric((java.lang.reflect.ParameterizedType) type);
        Class<?> plain = (Class<?>) type;
        if (plain.isArray()) return takeArray(plain.getComponentType());
        if (plain != char.class && !plain.isPrimitive() && next() == 'n') { word(); return null; }
        if (type == int.class || type == Integer.class) return Math.toIntExact(takeLong());
        if (type == Long.class) return takeLong();
        if (type == Double.class) return Double.parseDouble(word());
        if (type == float.class || type == Float.class) return Float.parseFloat(word());
        if (type == Boolean.class) return word().equals("true");
        if (type == char.class || type == Character.class) return takeString().charAt(0);
        if (type == short.class || type == Short.class) return (short) takeLong();
        if (type == byte.class || type == Byte.class) return (byte) takeLong();
        if (type == BigInteger.class) return new BigInteger(word());
        return takeAny();
    }

    private static Object takeArray(Class<?> inner) {
        List<Object> items = takeItems(inner);
        Object array = java.lang.reflect.Array.newInstance(inner, items.size());
        for (int i = 0; i < items.size(); i++) java.lang.reflect.Array.set(array, i, items.get(i));
        return array;
    }

    private static List<Object> takeItems(java.lang.reflect.Type inner) {
        List<Object> items = new ArrayList<>();
        expect('[');
        if (accept(']')) return items;
        do items.add(take(inner)); while (accept(','));
        expect(']');
        return items;
    }

    private static Object takeGeneric(java.lang.reflect.ParameterizedType type) {
        Class<?> plain = (Class<?>) type.getRawType();
        java.lang.reflect.Type[] inner = type.getActualTypeArguments();
        if (Map.class.isAssignableFrom(plain)) return takeMap(inner[0], inner[1], plain);
        if (plain == Optional.class) {
            if (next() == 'n') { word(); return Optional.empty(); }
            return Optional.of(take(inner[0]));
        }
        if (next() == 'n') { word(); return null; }
        if (Set.class.isAssignableFrom(plain)) {
            expect('{');
            tag();
            Set<Object> items = new LinkedHashSet<>(takeItems(inner[0]));
            expect('}');
            return items;
        }
        List<Object> items = takeItems(inner[0]);
        if (plain == LinkedList.class) return new LinkedList<>(items);
        return Deque.class.isAssignableFrom(plain) || plain == Queue.class ? new ArrayDeque<>(items) : items;
    }

    private static Map<Object, Object> takeMap(java.lang.reflect.Type key, java.lang.reflect.Type value, Class<?> plain) {
        Map<Object, Object> map = SortedMap.class.isAssignableFrom(plain) ? new TreeMap<>() : new LinkedHashMap<>();
        expect('{');
        if (accept('}')) return map;
        if (isTag()) {
            tag();
            takePairs(map, key, value);
        } else {
            do {
                Object name = take(key);
                expect(':');
                map.put(name, take(value));
            } while (accept(','));
        }
        expect('}');
        return map;
    }

    private static void takePairs(Map<Object, Object> map, java.lang.reflect.Type key, java.lang.reflect.Type value) {
        expect('[');
        if (accept(']')) return;
        do {
            expect('[');
            Object name = take(key);
            expect(',');
            map.put(name, take(value));
            expect(']');
        } while (accept(','));
        expect(']');
    }

    // Values that are no plain JSON are written {"$": tag, "v": [...]}.
    private static boolean isTag() {
        return next() == '"' && at + 2 < text.length && text[at + 1] == '$' && text[at + 2] == '"';
    }

    private static String tag() {
        takeString();
        expect(':');
        String tag = takeString();
        expect(',');
        takeString();
        expect(':');
        return tag;
    }

    private static Object takeAny() {
        char c = next();
        if (c == '"') return takeString();
        if (c == '[') return takeItems(Object.class);
        if (c == '{') return takeMap(Object.class, Object.class, Map.class);
        String word = word();
        if (word.equals("null")) return null;
        if (word.equals("true") || word.equals("false")) return word.equals("true");
        if (!word.matches("-?[0-9]+")) return Double.parseDouble(word);
        BigInteger whole = new BigInteger(word);
        if (whole.bitLength() < 32) return whole.intValue();
        return whole.bitLength() < 64 ? (Object) whole.longValue() : whole;
    }

    static void put(StringBuilder out, Object value) {
        if (value instanceof String) putString(out, (String) value);
        else if (value instanceof long[]) {
            out.append('[');
            String comma = "";
            for (long item : (long[]) value) { out.append(comma).append(item); comma = ","; }
            out.append(']');
        } else if (value != null && value.getClass().isArray()) {
            out.append('[');
            for (int i = 0; i < java.lang.reflect.Array.getLength(value); i++) {
                if (i > 0) out.append(',');
                put(out, java.lang.reflect.Array.get(value, i));
            }
            out.append(']');
        } else if (value == null || value instanceof Number || value instanceof Boolean) out.append(value);
        else if (value instanceof Character) putString(out, value.toString());
        else if (value instanceof Optional) put(out, ((Optional<?>) value).orElse(null));
        else if (value instanceof Set) {
            out.append("{\"$\":\"set\",\"v\":");
            putItems(out, (Set<?>) value);
            out.append('}');
        } else if (value instanceof Collection) putItems(out, (Collection<?>) value);
        else if (value instanceof Map) putMap(out, (Map<?, ?>) value);
        else throw new IllegalArgumentException("a value of " + value.getClass() + " can't be returned");
    }

    private static void putItems(StringBuilder out, Collection<?> items) {
        out.append('[');
        String comma = "";
        for (Object item : items) { out.append(comma); put(out, item); comma = ","; }
        out.append(']');
    }

    private static void putMap(StringBuilder out, Map<?, ?> map) {
        boolean isPlain = true;
        for (Object key : map.keySet()) isPlain &= (key instanceof String || key instanceof Character) && !key.toString().equals("$");
        out.append(isPlain ? "{" : "{\"$\":\"dict\",\"v\":[");
        String comma = "";
        for (Map.Entry<?, ?> each : map.entrySet()) {
            out.append(comma).append(isPlain ? "" : "[");
            put(out, each.getKey());
            out.append(isPlain ? ':' : ',');
            put(out, each.getValue());
            out.append(isPlain ? "" : "]");
            comma = ",";
        }
        out.append(isPlain ? "}" : "]}");
    }

    private static void putString(StringBuilder out, String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') out.append('\\').append(c);
            else if (c < 0x20 || Character.isSurrogate(c)) out.append(String.format("\\u%04x", (int) c));
            else out.append(c);
        }
        out.append('"');
    }
}
