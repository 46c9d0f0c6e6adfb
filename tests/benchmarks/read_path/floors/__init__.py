"""What Roster is compared with: less and less work for the same answer.

``constant`` is the limit, ``bare`` what Django costs at least, ``obvious`` what one would write.
"""
