using System.IO.Pipelines;
using System.Text;
using NetMonitor.Engine.Json;

namespace NetMonitor.Engine.Tests.Json;

public sealed class JsonTextSpec
{
    private static readonly JsonObject<int> Item = new JsonObject<int>("item", "An item.").Integer("number", "Its number", item => item).Text("text", "Long", _ => new string('x', 100));

    private static readonly JsonObject<int> Shape = new JsonObject<int>("all", "All.")
        .Integer("count", "How many", count => count)
        .List("items", "The items", Item, count => Enumerable.Range(0, count))
        .Object("last", "The last", Item, count => count);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5000)]
    public async Task Parts_should_make_the_same_text_as_one_piece(int count)
    {
        var output = new CountingPipe();
        await JsonText.WriteAsync(output, Shape, count, default);

        Assert.Equal(Encoding.UTF8.GetString(JsonText.Bytes(json => Shape.Write(json, count))), output.Text);
    }

    [Fact]
    public async Task Long_text_should_never_be_whole_in_memory()
    {
        var output = new CountingPipe();
        await JsonText.WriteAsync(output, Shape, 100_000, default);

        Assert.True(output.Text.Length > 10_000_000);
        Assert.InRange(output.LargestPart, 1, JsonText.Part + 8192);
    }

    private sealed class CountingPipe : PipeWriter
    {
        private readonly StringBuilder _text = new();
        private byte[] _part = new byte[1024];
        private int _length;

        public int LargestPart { get; private set; }

        public string Text => _text + Encoding.UTF8.GetString(_part, 0, _length);

        public override bool CanGetUnflushedBytes => true;

        public override long UnflushedBytes => _length;

        public override void Advance(int bytes)
        {
            _length += bytes;
            LargestPart = Math.Max(LargestPart, _length);
        }

        public override Memory<byte> GetMemory(int sizeHint = 0)
        {
            if (_part.Length - _length < Math.Max(sizeHint, 4096))
            {
                Array.Resize(ref _part, (2 * _part.Length) + sizeHint + 4096);
            }

            return _part.AsMemory(_length, Math.Max(sizeHint, 4096));
        }

        public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            _ = _text.Append(Encoding.UTF8.GetString(_part, 0, _length));
            _length = 0;
            return default;
        }

        public override void Complete(Exception? exception = null)
        {
        }

        public override void CancelPendingFlush()
        {
        }
    }
}
