import java.io.*;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.atomic.AtomicInteger;

public class Actions {
    static int depth(int n) { return n == 0 ? 0 : depth(n - 1) + 1; }

    static long used() throws IOException {
        return Long.parseLong(Files.readString(Path.of("/proc/thread-self/schedstat")).split(" ")[0]);
    }

    public static void main(String[] arguments) throws Exception {
        InputStream in = new BufferedInputStream(System.in);
        StringBuilder action = new StringBuilder();
        for (int c; (c = in.read()) > 0 && c != '\n'; ) action.append((char) c);
        switch (action.toString()) {
            case "echo": in.transferTo(System.out); break;
            case "exit": System.exit(3);
            case "crash": throw new IllegalStateException("boom");
            case "loop": for (long i = 0;; i++) { if (i < 0) break; } break;
            case "sleep": while (true) Thread.sleep(100_000);
            case "allocate": for (List<byte[]> all = new ArrayList<>();;) { byte[] one = new byte[1 << 20]; Arrays.fill(one, (byte) 1); all.add(one); }
            case "recurse": System.out.println(depth(100_000)); break;
            case "threads": {
                AtomicInteger finished = new AtomicInteger();
                List<Thread> all = new ArrayList<>();
                for (int i = 0; i < 4; i++) all.add(new Thread(finished::incrementAndGet));
                for (Thread one : all) one.start();
                for (Thread one : all) one.join();
                System.out.println(finished);
                break;
            }
            case "write": Files.createFile(Path.of("/tmp/left")); break;
            case "look": System.out.println(Files.exists(Path.of("/tmp/left")) ? "there" : "gone"); break;
            case "bytes": for (int i = 0; i < 256; i++) System.out.write(i); System.out.flush(); break;
            case "busy": {
                long end = used() + 300_000_000, sum = 0;
                while (used() < end) for (int i = 0; i < 5_000_000; i++) sum += i ^ sum;
                System.err.println(sum);
                break;
            }
            case "array": { byte[] all = new byte[100 << 20]; Arrays.fill(all, (byte) 1); System.out.println(all[77]); break; }
            case "hello": System.out.println("hello");
        }
    }
}
