import java.math.*;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;
==Code Submission==
final class AfterburnerDriver {
    private static byte[] text;
    private static int at;

    public static void main(String[] none) throws java.io.IOException {
        text = System.in.readAllBytes();
        expect('[');
@@ARGUMENTS@@
        expect(']');
        text = null;
        StringBuilder out = new StringBuilder();
        put(out, Solution.@@NAME@@(@@NAMES@@));
        out.append('\n');
        System.out.write(out.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        System.out.flush();
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

    private static void expect(char c) {
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

    private static Object take(Class<?> type) {
        if (type == long.class) return takeLong();
        if (type == double.class) return Double.parseDouble(word());
        if (type == boolean.class) return word().equals("true");
        if (type == String.class) return takeString();
        if (type == long[].class) return takeLongs();
        Class<?> inner = type.getComponentType();
        List<Object> items = new ArrayList<>();
        expect('[');
        if (!accept(']')) {
            do items.add(take(inner)); while (accept(','));
            expect(']');
        }
        Object array = java.lang.reflect.Array.newInstance(inner, items.size());
        for (int i = 0; i < items.size(); i++) java.lang.reflect.Array.set(array, i, items.get(i));
        return array;
    }

    private static void put(StringBuilder out, Object value) {
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
        } else out.append(value);
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
