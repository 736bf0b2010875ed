"""Records in published formats of languages other than Python, made for the tests: one small function in each."""

CPP = {
    "task_id": "CPP/0",
    "declaration": "#include<vector>\nusing namespace std;\nfloat widest(vector<float> values, int times){\n",
    "canonical_solution": "    float low=values[0], high=values[0];\n"
    "    for (float v: values) { low=min(low,v); high=max(high,v); }\n    return times*(high-low);\n}\n",
    "buggy_solution": "    return times*(values.back()-values.front());\n}\n",
    "test": "#undef NDEBUG\n#include<assert.h>\nint main(){\n    vector<float> a={1.5, 4.0, 2.0};\n"
    "    assert (widest(a, 2)==5);\n    assert (widest({3.25}, 1)==0);\n    assert (widest(a, 2)==5);\n}\n",
    "entry_point": "widest",
    "signature": "float widest(vector<float> values, int times)",
}
JAVA = {
    "task_id": "Java/0",
    "declaration": "import java.util.*;\nimport java.lang.*;\n\nclass Solution {\n"
    "    public double widest(List<Double> values, int times) {\n",
    "canonical_solution": "        return times * (Collections.max(values) - Collections.min(values));\n    }\n}",
    "buggy_solution": "        return times * (values.get(values.size() - 1) - values.get(0));\n    }\n}",
    "test": "public class Main {\n    public static void main(String[] args) {\n        Solution s = new Solution();\n"
    "        List<Boolean> correct = Arrays.asList(\n            s.widest(Arrays.asList(1.5, 4.0, 2.0), 2) == 5.0,\n"
    "            s.widest(Arrays.asList(3.25), 1) == 0.0,\n            s.widest(Arrays.asList(1.5, 4.0, 2.0), 2) == 5.0\n"
    "        );\n        if (correct.contains(false)) {\n            throw new AssertionError();\n        }\n    }\n}\n",
    "entry_point": "widest",
    "signature": "public double widest(List<Double> values, int times)",
}
JAVASCRIPT = {
    "task_id": "JavaScript/0",
    "declaration": "\nconst widest = (values, times) => {\n",
    "canonical_solution": "  return times * (Math.max(...values) - Math.min(...values));\n}\n\n",
    "buggy_solution": "  return times * (values[values.length - 1] - values[0]);\n}\n\n",
    "test": "const testWidest = () => {\n  console.assert(widest([1.5, 4, 2], 2) === 5)\n"
    "  console.assert(widest([3.25], 1) === 0)\n  console.assert(widest([1.5, 4, 2], 2) === 5)\n}\n\ntestWidest()\n",
    "entry_point": "widest",
    "signature": "const widest = (values, times)",
}
GO = {
    "task_id": "Go/0",
    "import": 'import (\n    "math"\n)\n',
    "declaration": "\nfunc Widest(values []float64, times int) float64 {\n",
    "canonical_solution": "    low, high := values[0], values[0]\n    for _, v := range values {\n"
    "        low, high = math.Min(low, v), math.Max(high, v)\n    }\n    return float64(times) * (high - low)\n}\n\n",
    "buggy_solution": "    return float64(times) * (values[len(values)-1] - values[0])\n}\n\n",
    "test_setup": 'package main\n\nimport (\n    "math"\n    "testing"\n    "github.com/stretchr/testify/assert"\n)\n',
    "test": "func TestWidest(t *testing.T) {\n    assert := assert.New(t)\n"
    "    assert.Equal(5.0, math.Abs(Widest([]float64{1.5, 4, 2}, 2)))\n    assert.Equal(0.0, Widest([]float64{3.25}, 1))\n"
    "    assert.Equal(5.0, Widest([]float64{1.5, 4, 2}, 2))\n}\n",
    "entry_point": "Widest",
    "signature": "func Widest(values []float64, times int) float64",
}
RUST = {
    "task_id": "Rust/0",
    "declaration": "\nuse std::{cmp::max, collections::HashMap};\nuse rand::Rng;\nuse regex::Regex;\nuse md5;\n"
    "use std::any::{Any, TypeId};\n\nfn widest(values: &Vec<f32>, times: i32) -> f32 {\n",
    "canonical_solution": "    let low = values.iter().cloned().fold(f32::MAX, f32::min);\n"
    "    let high = values.iter().cloned().fold(f32::MIN, f32::max);\n    times as f32 * (high - low)\n}\n",
    "buggy_solution": "    times as f32 * (values[values.len() - 1] - values[0])\n}\n",
    "test": "\n#[cfg(test)]\nmod tests {\n    use super::*;\n\n    #[test]\n    fn test_widest() {\n"
    "        assert_eq!(widest(&vec![1.5, 4.0, 2.0], 2), 5.0);\n        assert!(widest(&vec![3.25], 1) == 0.0);\n"
    "        assert_eq!(widest(&vec![1.5, 4.0, 2.0], 2), 5.0);\n    }\n}\n",
    "entry_point": "widest",
    "signature": "widest(values: &Vec<f32>, times: i32) -> f32",
}
PYTHON = {
    "task_id": "Python/0",
    "declaration": "def widest(values, times):\n",
    "canonical_solution": "    return times * (max(values) - min(values))\n",
    "buggy_solution": "    return times * (values[-1] - values[0])\n",
    "test": "def check(widest):\n    assert widest([1.5, 4.0, 2.0], 2) == 5.0\n    assert widest([3.25], 1) == 0.0\n"
    "    assert widest([1.5, 4.0, 2.0], 2) == 5.0\n\ncheck(widest)\n",
    "entry_point": "widest",
    "signature": "widest(values, times)",
}
ALL = {"cpp": CPP, "java": JAVA, "javascript": JAVASCRIPT, "go": GO, "rust": RUST, "python": PYTHON}


def pack(language, **changes):
    """A record of HumanEvalPack."""
    return {**ALL[language], **changes}


def ruby(**changes):
    """A record of mxeval."""
    record = {
        "task_id": "HumanEval_ruby/0",
        "prompt": "\n##\n# The letters of a text, counted.\n#\ndef counted(text, least)\n",
        "entry_point": "counted",
        "test": '\n\narg00 = "aab"\narg01 = 1\nx0 = counted(arg00, arg01)\nv0 = {"a"=>2, "b"=>1}\nif x0 != v0\n'
        '    raise StandardError, "Error at test case 1"\nend\n\nx1 = counted("", 3)\nv1 = nil\nif x1 != v1\n'
        '    raise StandardError, "Error at test case 2"\nend\n',
        "description": "The letters of a text, counted.",
        "language": "ruby",
        "canonical_solution": None,
    }
    return {**record, **changes}
