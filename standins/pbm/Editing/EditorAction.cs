namespace NetMonitor.Pbm.Editing;

internal enum EditorAction
{
    Redraw,

    /// <summary>The line is to be run.</summary>
    Enter,

    /// <summary>The line is to be forgotten.</summary>
    Drop,

    /// <summary>The session is to end.</summary>
    Leave,

    /// <summary>The choices are to be shown.</summary>
    Choose,

    ClearScreen,
}
