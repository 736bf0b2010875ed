import java.math.*;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;
@@CODE@@
class Solution extends AfterburnerPlain {
    private static boolean isInside;

    @Override public @@RESULT@@ @@NAME@@(@@PARAMETERS@@) @@RAISES@@ {
        if (isInside) return super.@@NAME@@(@@NAMES@@);
        String given = AfterburnerTrace.written(Arrays.asList(new Object[] {@@NAMES@@}), !@@CHARACTERS@@);
        isInside = true;
        try {
            @@RESULT@@ result = super.@@NAME@@(@@NAMES@@);
            String answer = AfterburnerTrace.written(result, false);
            boolean isWritten = given != null && answer != null;
            System.out.print(isWritten ? "\n\036call\t" + given + "\t" + answer + "\n" : "\n\036not_encodable\n");
            return result;
        } finally {
            isInside = false;
        }
    }
}
@@TEST@@
final class AfterburnerTrace {
    // Where any object may stand, a character would come back as a text.
    static String written(Object value, boolean isExact) {
        StringBuilder out = new StringBuilder();
        try {
            if (isExact && hasCharacter(value)) return null;
            AfterburnerValues.put(out, value);
        } catch (IllegalArgumentException error) {
            return null;
        }
        return out.toString();
    }

    private static boolean hasCharacter(Object value) {
        if (value instanceof Collection) return ((Collection<?>) value).stream().anyMatch(AfterburnerTrace::hasCharacter);
        if (value instanceof Map) return hasCharacter(((Map<?, ?>) value).keySet()) || hasCharacter(((Map<?, ?>) value).values());
        return value instanceof Character;
    }
}
@@VALUES@@
