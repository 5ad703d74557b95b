using System.Numerics;
using System.Runtime.InteropServices;

namespace OpsMap.Server.LiveMap;

/// <summary>
/// Where every squad was last seen, one slot each; each reader drains what changed since it last looked. Which fix is the latest is judged where the squad's track is known;
/// here the latest judgement wins, so that a position that turned out to be none can be taken back.
/// </summary>
public sealed class PositionBoard
{
    private const int MostSlots = short.MaxValue + 1;
    private readonly Lock _gate = new();
    private readonly ChangeList _moved = new(mark: 1);
    private readonly ChangeList _outgoing = new(mark: 2);
    private readonly ChangeList _unsaved = new(mark: 4);
    private readonly ChangeList _movedCoarse = new(mark: 8);
    private readonly ChangeList _cleared = new(mark: 16);
    private Slot[] _slots = new Slot[256];
    private BoardCounts _counts;

    public BoardCounts Counts
    {
        get { lock (_gate) return _counts; }
    }

    /// <summary>Takes a fix reported to this node: it goes to viewers, to the other nodes and to the database.</summary>
    public bool Offer(in LiveFix fix) => Take(fix, own: true);

    /// <summary>Takes a fix another node looks after: it goes to this node's viewers only.</summary>
    public bool Adopt(in LiveFix fix) => Take(fix, own: false);

    /// <summary>Clears a squad that went off duty at that instant; what was judged before stays out.</summary>
    public void Remove(int slot, DateTimeOffset? at = null)
    {
        lock (_gate)
        {
            if ((uint)slot >= (uint)_slots.Length) return;
            ref var s = ref _slots[slot];
            if (at < s.Fix.ReceivedAt) return;
            if (s.Taken && (s.Marks & _moved.Mark) != 0) _counts.Dropped++;
            s.Taken = false;
            _cleared.Add(slot, ref s.Marks);
            if (at is { } off) s.Fix = s.Fix with { ReceivedAt = off };
        }
    }

    public bool TryRead(int slot, out LiveFix fix)
    {
        lock (_gate)
        {
            var known = (uint)slot < (uint)_slots.Length && _slots[slot].Taken;
            fix = known ? _slots[slot].Fix : default;
            return known;
        }
    }

    /// <summary>Every squad on the board, for a viewer that missed something.</summary>
    public int ReadAll(ref LiveFix[] into)
    {
        lock (_gate)
        {
            MakeRoom(ref into, _slots.Length);
            var n = 0;
            foreach (ref readonly var s in _slots.AsSpan())
                if (s.Taken) into[n++] = s.Fix;
            return n;
        }
    }

    /// <summary>What moved since the last frame.</summary>
    public int DrainMoved(ref LiveFix[] into)
    {
        lock (_gate)
        {
            var n = Drain(_moved, ref into);
            _counts.Emitted += n;
            return n;
        }
    }

    /// <summary>What moved since the last frame for leadership.</summary>
    public int DrainMovedCoarse(ref LiveFix[] into)
    {
        lock (_gate) return Drain(_movedCoarse, ref into);
    }

    /// <summary>Leadership is to be shown this squad again although it has not moved.</summary>
    public void ShowCoarseAgain(int slot)
    {
        lock (_gate)
            if ((uint)slot < (uint)_slots.Length) _movedCoarse.Add(slot, ref _slots[slot].Marks);
    }

    /// <summary>What was reported to this node since its last message to the others.</summary>
    public int DrainOutgoing(ref LiveFix[] into)
    {
        lock (_gate) return Drain(_outgoing, ref into);
    }

    /// <summary>What was reported to this node since its last write to the database.</summary>
    public int DrainUnsaved(ref LiveFix[] into)
    {
        lock (_gate) return Drain(_unsaved, ref into);
    }

    /// <summary>Which squads stopped being shown since the other copies were told.</summary>
    public int[] DrainCleared()
    {
        lock (_gate)
        {
            var slots = _cleared.Slots.ToArray();
            foreach (var slot in slots) _slots[slot].Marks &= (byte)~_cleared.Mark;
            _cleared.Clear();
            return Array.FindAll(slots, slot => !_slots[slot].Taken);
        }
    }

    /// <summary>The message with these was lost: the next one carries their newest fix.</summary>
    public void Resend(ReadOnlySpan<LiveFix> lost) => PutBack(_outgoing, lost);

    /// <summary>The write of these failed: the next one carries their newest fix.</summary>
    public void Resave(ReadOnlySpan<LiveFix> lost) => PutBack(_unsaved, lost);

    /// <summary>The message that these are gone was lost.</summary>
    public void ClearAgain(ReadOnlySpan<int> slots)
    {
        lock (_gate)
            foreach (var slot in slots) _cleared.Add(slot, ref _slots[slot].Marks);
    }

    private bool Take(in LiveFix fix, bool own)
    {
        if (fix.Slot is < 0 or >= MostSlots || !fix.Point.IsOnEarth || !(fix.AccuracyM >= 0)) throw new ArgumentException("not a position of a squad", nameof(fix));
        lock (_gate)
        {
            _counts.Offered++;
            if (fix.Slot >= _slots.Length) Array.Resize(ref _slots, RoomFor(fix.Slot + 1));
            ref var s = ref _slots[fix.Slot];
            if (fix.ReceivedAt <= s.Fix.ReceivedAt)
            {
                _counts.Dropped++;
                return false;
            }
            if (s.Taken && (s.Marks & _moved.Mark) != 0) _counts.Dropped++;
            s.Fix = fix;
            s.Taken = true;
            _moved.Add(fix.Slot, ref s.Marks);
            _movedCoarse.Add(fix.Slot, ref s.Marks);
            if (own)
            {
                _outgoing.Add(fix.Slot, ref s.Marks);
                _unsaved.Add(fix.Slot, ref s.Marks);
            }
            return true;
        }
    }

    private int Drain(ChangeList changes, ref LiveFix[] into)
    {
        MakeRoom(ref into, changes.Slots.Length);
        var n = 0;
        foreach (var slot in changes.Slots)
        {
            ref var s = ref _slots[slot];
            s.Marks &= (byte)~changes.Mark;
            if (s.Taken) into[n++] = s.Fix;
        }
        changes.Clear();
        return n;
    }

    private void PutBack(ChangeList changes, ReadOnlySpan<LiveFix> lost)
    {
        lock (_gate)
            foreach (ref readonly var fix in lost)
                changes.Add(fix.Slot, ref _slots[fix.Slot].Marks);
    }

    private static int RoomFor(int count) => (int)BitOperations.RoundUpToPowerOf2((uint)count);

    private static void MakeRoom(ref LiveFix[] array, int count)
    {
        if (array.Length < count) array = new LiveFix[RoomFor(count)];
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Slot
    {
        public LiveFix Fix;
        public bool Taken;
        public byte Marks;
    }

    /// <summary>Slots one reader has not seen yet, each listed once; the slot itself remembers by a mark that it is listed.</summary>
    private sealed class ChangeList(byte mark)
    {
        private int[] _slots = new int[256];
        private int _count;

        public byte Mark => mark;

        public ReadOnlySpan<int> Slots => _slots.AsSpan(0, _count);

        public void Add(int slot, ref byte marks)
        {
            if ((marks & mark) != 0) return;
            marks |= mark;
            if (_count == _slots.Length) Array.Resize(ref _slots, _count * 2);
            _slots[_count++] = slot;
        }

        public void Clear() => _count = 0;
    }
}

/// <summary>What became of every fix offered: it was in a frame, or it was older or overtaken and dropped; the rest waits for the next frame.</summary>
[StructLayout(LayoutKind.Auto)]
public record struct BoardCounts(long Offered, long Emitted, long Dropped);
